import { copy, element, part, the } from "../site/dom.js";

/** @typedef {{user: string, name: string}} Person */

/** Who may come into the room: everybody, or those whom its owner invites. */
export class RoomDialog {
  #dialog = the("room-dialog", HTMLDialogElement);
  #button = the("room-button", HTMLButtonElement);
  #private = the("room-private", HTMLInputElement);
  #input = the("room-member", HTMLInputElement);
  #list = the("room-members", HTMLElement);
  #access;
  #words;
  #tell;
  /** @type {Set<string>} */
  #members = new Set();

  /**
   * @param {import("./access.js").Access} access
   * @param {import("../site/words.js").Words} words
   * @param {{people: () => Person[], told: (text: string) => void}} tell
   */
  constructor(access, words, tell) {
    this.#access = access;
    this.#words = words;
    this.#tell = tell;
    this.#button.addEventListener("click", () => this.#open());
    the("room-add", HTMLElement).addEventListener("click", () => this.#add());
    this.#input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        this.#add();
      }
    });
    this.#dialog.addEventListener("close", () => this.#dialog.returnValue === "yes" && void this.#save());
  }

  /**
   * Whether there is a button for it.
   *
   * @param {boolean} isShown
   */
  show(isShown) {
    this.#button.hidden = !isShown;
  }

  #open() {
    const { owner, isPrivate, members } = this.#access;
    this.#members = new Set(members);
    this.#private.checked = isPrivate;
    this.#input.value = "";
    the("room-owner", HTMLElement).textContent =
      owner === "" ? this.#words.say("nobody") : this.#words.say("owner", this.#name(owner));
    const options = this.#tell.people().map(({ user, name }) => {
      const option = element("option", "", name);
      option.setAttribute("value", user);
      return option;
    });
    the("room-people", HTMLElement).replaceChildren(...options);
    this.#list.replaceChildren(...members.map((user) => this.#item(user)));
    this.#dialog.returnValue = "no";
    this.#dialog.showModal();
  }

  /** @param {string} user */
  #name(user) {
    return this.#tell.people().find((person) => person.user === user)?.name ?? user;
  }

  #add() {
    const user = this.#input.value.trim();
    if (user !== "" && !this.#members.has(user)) {
      this.#members.add(user);
      this.#list.append(this.#item(user));
    }
    this.#input.value = "";
    this.#input.focus();
  }

  /** @param {string} user */
  #item(user) {
    const item = copy(the("member-item", HTMLTemplateElement));
    const name = this.#name(user);
    part(item, "bdi").textContent = name;
    const remove = part(item, "button");
    remove.setAttribute("aria-label", `${remove.getAttribute("aria-label")}: ${name}`);
    remove.addEventListener("click", () => {
      this.#members.delete(user);
      item.remove();
      this.#input.focus();
    });
    return item;
  }

  async #save() {
    try {
      await this.#access.change(this.#private.checked, [...this.#members]);
      this.#tell.told(this.#words.say("decided.room"));
    } catch (error) {
      this.#tell.told(this.#words.problem(error));
    }
  }
}
