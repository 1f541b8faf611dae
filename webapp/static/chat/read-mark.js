/** How many messages the reader has not seen, and before which one the line stands that says so. */
export class ReadMark {
  unread = 0;
  /** @type {string | null} cursor of the first message that was not seen */
  line = null;

  /**
   * @param {string} cursor of a message that has come
   * @param {{isMine: boolean, isSeen: boolean}} how
   */
  heard(cursor, { isMine, isSeen }) {
    if (isMine) {
      this.unread = 0;
      this.line = null;
    } else if (!isSeen) {
      this.line = this.unread === 0 ? cursor : this.line;
      this.unread += 1;
    }
  }

  /** The reader has everything before the eyes; the line stays where it is, to be found. */
  seen() {
    this.unread = 0;
  }
}
