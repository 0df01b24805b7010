// Photos for the room's outbox: made smaller on the phone, then kept as bytes, which every phone can store.

import { allSmaller } from '../behaviours/photos.js';

export const PHOTOS_MOST = 6;

function read(file) {
  return new Promise((done, failed) => {
    const reading = new FileReader();
    reading.onload = () => done({ name: file.name, type: file.type, bytes: reading.result, shown: URL.createObjectURL(file) });
    reading.onerror = () => failed(reading.error);
    reading.readAsArrayBuffer(file);
  });
}

export function takePictures(files) {
  return allSmaller(Array.from(files)).then((made) => Promise.all(made.map(read)));
}

// As the outbox keeps them: without the address that only this page knows.
export function packed(pictures) {
  return pictures.map(({ name, type, bytes }) => ({ name, type, bytes }));
}

// Back from the outbox, to be sent once more.
export function unpacked(files) {
  return (files || []).map((one) => Object.assign({ shown: URL.createObjectURL(new Blob([one.bytes], { type: one.type })) }, one));
}
