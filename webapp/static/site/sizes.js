const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

/**
 * A number of bytes as people read it: 10 MB.
 *
 * @param {number} bytes
 * @param {string} language
 */
export function sizeOf(bytes, language) {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: UNITS[step],
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}
