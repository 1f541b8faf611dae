/**
 * Files that are dropped anywhere on the page.
 *
 * @param {HTMLElement} sign shown while files are above the page
 * @param {(files: File[]) => void} take
 */
export function dropFiles(sign, take) {
  let depth = 0;
  /** @param {DragEvent} event */
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files") ?? false;
  /** @param {number} step */
  const count = (step) => {
    depth = Math.max(0, depth + step);
    sign.hidden = depth === 0;
  };
  addEventListener("dragenter", (event) => hasFiles(event) && count(1));
  addEventListener("dragleave", (event) => hasFiles(event) && count(-1));
  addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (hasFiles(event)) {
      event.preventDefault();
      count(-depth);
      take([...(event.dataTransfer?.files ?? [])]);
    }
  });
}
