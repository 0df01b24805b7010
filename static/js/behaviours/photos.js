// Shows small pictures of the photos just chosen, before anything is sent.

export default function showChosen(box) {
  const input = box.querySelector('input[type="file"]');
  const shelf = box.querySelector('.photos-chosen');
  box.classList.add('is-live');
  input.addEventListener('change', () => {
    for (const image of shelf.querySelectorAll('img')) URL.revokeObjectURL(image.src);
    shelf.textContent = '';
    for (const file of Array.from(input.files)) {
      const image = document.createElement('img');
      image.src = URL.createObjectURL(file);
      image.alt = file.name;
      shelf.appendChild(image);
    }
  });
}
