// Shows small pictures of the photos just chosen, and makes them smaller before anything is sent: what a camera makes
// takes a bad line a minute, what the server keeps of it takes seconds. Place and time stay on the phone with it.

const SIDE = 1600;
const QUALITY = 0.82;

// A browser that does not turn a picture as the camera was held would send it lying on its side; it sends the file as it is.
function canShrink() {
  return Boolean(window.CSS && CSS.supports('image-orientation', 'from-image') && window.DataTransfer);
}

function redrawn(image, file, done) {
  const share = SIDE / Math.max(image.naturalWidth, image.naturalHeight);
  if (!(share < 1)) {
    done(file);
    return;
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * share);
  canvas.height = Math.round(image.naturalHeight * share);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const name = file.name.replace(/\.\w+$/, '') + '.jpg';
  canvas.toBlob((made) => done(made && made.size < file.size ? new File([made], name, { type: 'image/jpeg' }) : file), 'image/jpeg', QUALITY);
}

function smaller(file) {
  return new Promise((done) => {
    const image = new Image();
    const address = URL.createObjectURL(file);
    const end = (result) => {
      URL.revokeObjectURL(address);
      done(result);
    };
    image.onload = () => redrawn(image, file, end);
    image.onerror = () => end(file);
    image.src = address;
  });
}

// One after the other: several cameras' pictures at once are more than a cheap phone can hold.
export function allSmaller(files) {
  return files.reduce((before, file) => before.then((made) => smaller(file).then((one) => made.concat(one))), Promise.resolve([]));
}

function replace(input, files) {
  const carried = new DataTransfer();
  for (const file of files) carried.items.add(file);
  input.files = carried.files;
}

function show(shelf, files) {
  for (const image of shelf.querySelectorAll('img')) URL.revokeObjectURL(image.src);
  shelf.textContent = '';
  for (const file of files) {
    const image = document.createElement('img');
    image.src = URL.createObjectURL(file);
    image.alt = file.name;
    shelf.appendChild(image);
  }
}

export default function takePhotos(box) {
  const input = box.querySelector('input[type="file"]');
  const shelf = box.querySelector('.photos-chosen');
  let turn = 0;
  const take = () => {
    const chosen = Array.from(input.files);
    turn += 1;
    const mine = turn;
    if (!canShrink()) {
      show(shelf, chosen);
      return;
    }
    // Whoever sends the form waits for this (outbox/forms.js), or the camera's large file would go after all.
    input.madeSmaller = allSmaller(chosen).then((made) => {
      if (mine !== turn) return;
      try {
        replace(input, made);
      } catch (error) {
        // An older browser lets nobody put files into a form; then the large ones are sent.
      }
      show(shelf, made);
    });
  };
  box.classList.add('is-live');
  input.addEventListener('change', take);
  // On a slow line somebody may have chosen before this was there.
  if (input.files.length) take();
}
