import { connect } from "../../client/madang.js";
import { the } from "../site/dom.js";
import { Words } from "../site/words.js";
import { Access } from "./access.js";
import { Activity } from "./activity.js";
import { Announcer } from "./announcer.js";
import { ChatRoom } from "./chat-room.js";
import { Clock } from "./clock.js";
import { Composer } from "./composer.js";
import { ConnectionLine } from "../site/connection-line.js";
import { Conversation } from "./conversation.js";
import { Drafts } from "./drafts.js";
import { FileViews } from "./file-views.js";
import { Guest } from "./guest.js";
import { History } from "./history.js";
import { Jump } from "./jump.js";
import { MessageLog } from "./message-log.js";
import { MessageRows } from "./message-rows.js";
import { NameField } from "./name-field.js";
import { PersonDialog } from "./person-dialog.js";
import { RoomDialog } from "./room-dialog.js";
import { Roster } from "./roster.js";
import { RowActions } from "./row-actions.js";
import { Title } from "./title.js";
import { transportsOf } from "./transports.js";
import { Typing } from "./typing.js";
import { UnreadRooms } from "./unread-rooms.js";
import { Uploads } from "./uploads.js";
import { Viewer } from "./viewer.js";

const page = the("main", HTMLElement).dataset;
const { topic: name = "", events = "", rooms: path = "", attachments = "", topics = "", member = "" } = page;
const scroller = the("log", HTMLElement);
const words = new Words(the("words", HTMLTemplateElement));
const guest = new Guest();
const title = new Title();
const conversation = new Conversation();
const announcer = new Announcer(the("announcer", HTMLElement), words);
const activity = new Activity(the("activity", HTMLElement), words);
const line = new ConnectionLine(the("state", HTMLElement), words);
const viewer = new Viewer(the("viewer", HTMLDialogElement), the("confirm", HTMLDialogElement));

/** @type {import("../../client/madang.js").Madang} */
const madang = connect(events, {
  client: guest.client,
  name: member === "" && guest.name ? guest.name : undefined,
  transports: transportsOf(location.search),
});
madang.onstatus = (status) => line.show(status);
line.show(madang.status);
/** @type {import("../../client/madang.js").Room} */
const topic = madang.topic(name, { presence: true });

const rows = new MessageRows({
  template: the("message-row", HTMLTemplateElement),
  files: new FileViews(attachments, the("file-item", HTMLTemplateElement)),
  clock: new Clock(document.documentElement.lang),
  words,
});
const drafts = new Drafts(the("drafts", HTMLElement), rows, words, (id, body) => room.say(body, id));
/** @type {MessageLog} */
const log = new MessageLog(
  { scroller, messages: the("messages", HTMLElement), quiet: the("quiet", HTMLElement) },
  rows,
  conversation,
  {
    me: () => room.me,
    scrolled: () => (history.look(), marked()),
    rendered: () => (history.look(), marked()),
  },
);
const history = new History(topic, conversation, log, {
  older: the("older", HTMLElement),
  beginning: the("beginning", HTMLElement),
});
const jump = new Jump(the("latest", HTMLElement), the("latest-text", HTMLElement), words, () => {
  void history.toEnd();
});
const unread = new UnreadRooms(
  { list: the("rooms", HTMLElement), template: the("room-item", HTMLTemplateElement), path },
  words,
  (total) => {
    title.elsewhere(total);
    the("rooms-unread", HTMLElement).textContent = total > 99 ? "99+" : String(total);
    the("rooms-unread", HTMLElement).hidden = total === 0;
  },
);
/** @type {ChatRoom} */
const room = new ChatRoom(madang, topic, conversation, {
  log,
  drafts,
  announcer,
  failed: (error) => composer.tell(words.problem(error)),
  marked,
});

/** After each step of the conversation and of the reader: what is unread, and up to where is read. */
function marked() {
  const { mark, head } = conversation;
  if (room.isSeeing && head !== null) {
    mark.seen();
    unread.read(name, head);
  }
  title.here(mark.unread);
  jump.show(!log.follows, mark.unread);
}
document.addEventListener("visibilitychange", marked);

/** Who has signed in has a name already. */
const nameField = member === "" ? new NameField(guest, words, (typed) => madang.rename(typed)) : { isNamed: () => true };
const typing = new Typing((isTyping) => void topic.signal({ typing: isTyping }));
const uploads = new Uploads(topic, words, (text) => composer.tell(text));
const { tray } = uploads;

/** @type {Composer} */
const composer = new Composer(
  {
    form: the("composer", HTMLFormElement),
    text: the("text", HTMLTextAreaElement),
    notice: the("notice", HTMLElement),
    editing: the("editing", HTMLElement),
    cancel: the("cancel-edit", HTMLElement),
  },
  {
    say: async (text) => {
      if ((text === "" && tray.isEmpty) || !nameField.isNamed((problem) => composer.tell(problem))) {
        return false;
      }
      if (tray.isUploading) {
        composer.tell(words.say("uploading"));
      }
      const files = tray.isEmpty ? [] : await tray.take();
      if (text === "" && files.length === 0) {
        return false;
      }
      return room.say(files.length > 0 ? { text, attachments: files } : { text });
    },
    edit: (text) => composer.edited !== null && room.change({ edit: composer.edited, text }),
    typing: (isTyping) => typing.tell(isTyping && (member || guest.name) !== ""),
    lastOwn: () => room.lastOwn,
    attach: (files) => uploads.add(files),
  },
);

const access = new Access(topics, name, guest.client);
const personDialog = new PersonDialog(access, words, (error) => composer.tell(words.problem(error)));
const roomDialog = new RoomDialog(access, words, {
  people: () => roster.people,
  told: (text) => composer.tell(text),
});

/** What one may do here may have changed; a room in which nothing was said is anybody's to take. */
async function lookAtAccess() {
  await access.load();
  const isToTake = access.owner === "" && conversation.head?.endsWith(".0") === true;
  roomDialog.show(access.mayChange || isToTake);
  roster.show(room.me);
}

new RowActions(
  { log: scroller, list: the("messages", HTMLElement), toolbar: the("toolbar-template", HTMLTemplateElement), emoji: the("emoji", HTMLElement) },
  {
    allowed: (cursor) => {
      const found = room.find(cursor);
      const isThere = found !== null && !found.isDeleted;
      const canModerate = found !== null && !found.isMine && access.mayModerate;
      const canDelete = isThere && (found.isMine || canModerate);
      return { canReact: isThere, canEdit: found?.canEdit === true, canDelete, canModerate };
    },
    react: (cursor, emoji) => nameField.isNamed((problem) => composer.tell(problem)) && room.react(cursor, emoji),
    edit: (cursor) => composer.edit(cursor, room.find(cursor)?.text ?? ""),
    remove: (cursor) => {
      const found = room.find(cursor);
      const body = { delete: cursor, ...(found?.isMine === false && { moderation: true }) };
      viewer.confirm(found?.text ?? "", () => room.change(body));
    },
    moderate: (cursor) => {
      const found = room.find(cursor);
      if (found) {
        personDialog.open(found.author);
      }
    },
    look: (address, alt) => viewer.open(address, alt),
  },
);

/** @type {Roster} */
const roster = new Roster(
  {
    list: the("people", HTMLElement),
    count: the("people-number", HTMLElement),
    title: the("people-title", HTMLElement),
    action: the("person-action", HTMLTemplateElement),
  },
  words,
  {
    came: (word, person) => activity.came(word, person),
    mayModerate: () => access.mayModerate,
    moderate: (person) => personDialog.open(person),
  },
);
topic.onpresence = (change) => roster.apply(change, room.me);
topic.onsignal = ({ user, name: who, body }) => user !== room.me && activity.typing({ user, name: who }, body?.typing === true);
topic.onerror = (error) => composer.tell(words.problem(error));
topic.ongap = ({ cursor, reason }) => {
  conversation.note(cursor, words.say(reason), log.follows);
  log.render();
};
topic.onsubscribed = ({ cursor }) => {
  if (conversation.head === null) {
    conversation.begin(cursor, unread.readUpTo(name));
    log.render();
    room.resume();
    unread.follow(madang, name);
  }
  void lookAtAccess();
};
madang.onwelcome = () => log.refreshAll();

void uploads.offer(attachments, name, guest.client);
