/** A press on a building opens the table behind the plan at that building's row, in browsers that do not do so themselves. */
export default function openTarget(figure) {
  figure.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const row = link && document.getElementById(link.getAttribute('href').slice(1));
    const fold = row && row.closest('details');
    if (fold) fold.open = true;
  });
}
