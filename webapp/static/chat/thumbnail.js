const SIDES = [640, 480, 320, 160];
const QUALITIES = [0.82, 0.6];
const PICTURE = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;

/** @typedef {{width: number, height: number, blob: Blob | null}} Thumbnail without blob where the picture is small enough by itself */

/**
 * A picture scaled down by the browser; null for what is none, or none that it can read.
 *
 * @param {Blob} file
 * @param {number} maxBytes of the thumbnail
 * @returns {Promise<Thumbnail | null>}
 */
export async function thumbnailOf(file, maxBytes) {
  const bitmap = PICTURE.test(file.type) ? await createImageBitmap(file).catch(() => null) : null;
  if (!bitmap) {
    return null;
  }
  const { width, height } = bitmap;
  try {
    const isSmall = file.size <= maxBytes && Math.max(width, height) <= SIDES[0];
    return { width, height, blob: isSmall ? null : await scaled(bitmap, maxBytes) };
  } finally {
    bitmap.close();
  }
}

/**
 * The largest that is not over the bound.
 *
 * @param {ImageBitmap} bitmap
 * @param {number} maxBytes
 */
async function scaled(bitmap, maxBytes) {
  for (const side of SIDES) {
    for (const quality of QUALITIES) {
      const blob = await encode(draw(bitmap, side), quality);
      if (blob && blob.size <= maxBytes) {
        return blob;
      }
    }
  }
  return null;
}

/**
 * @param {ImageBitmap} bitmap
 * @param {number} side the longer one
 */
function draw(bitmap, side) {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (context) {
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

/**
 * WebP, or what a browser that cannot write it (Safari) makes of it: PNG, and then JPEG is asked for.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {number} quality
 * @returns {Promise<Blob | null>}
 */
async function encode(canvas, quality) {
  const webp = await toBlob(canvas, "image/webp", quality);
  return webp?.type === "image/webp" ? webp : toBlob(canvas, "image/jpeg", quality);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {string} type
 * @param {number} quality
 * @returns {Promise<Blob | null>}
 */
function toBlob(canvas, type, quality) {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}
