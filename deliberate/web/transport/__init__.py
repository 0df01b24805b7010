"""The live wire: WebSocket frames, one phone's connection, and fan-out that frames once for everybody."""
