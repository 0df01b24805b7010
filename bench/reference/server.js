// The reference: Socket.IO's own server as its documentation shows it, without database or any of our code.
const { createServer } = require('node:http');
const { Server } = require('socket.io');

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });

io.on('connection', (socket) => {
  socket.on('join', (_data, answer) => {
    socket.join('meeting:1');
    answer({ ok: true });
  });
  socket.on('act', (data, answer) => {
    io.to('meeting:1').emit('entries', { from: 1, to: 1, items: [data] });
    answer({ ok: true });
  });
});

http.listen(0, '127.0.0.1', 4096, () => console.log(`open at http://127.0.0.1:${http.address().port}/`));
process.on('SIGTERM', () => process.exit(0));
