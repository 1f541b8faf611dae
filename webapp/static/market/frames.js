/** Draws once for each animation frame in which there is something to draw, however often it is asked to. */
export class Frames {
  #draw;
  #request;
  #isAsked = false;

  /**
   * @param {() => void} draw
   * @param {(callback: () => void) => void} [request] the browser's requestAnimationFrame
   */
  constructor(draw, request = (callback) => requestAnimationFrame(callback)) {
    this.#draw = draw;
    this.#request = request;
  }

  ask() {
    if (!this.#isAsked) {
      this.#isAsked = true;
      this.#request(() => {
        this.#isAsked = false;
        this.#draw();
      });
    }
  }
}
