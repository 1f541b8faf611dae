import { connect } from "../../client/madang.js";
import { the } from "../site/dom.js";
import { Words } from "../site/words.js";
import { Guest } from "./guest.js";
import { Title } from "./title.js";
import { UnreadRooms } from "./unread-rooms.js";

const { events = "", rooms = "" } = the("main", HTMLElement).dataset;
const guest = new Guest();
const title = new Title();
const unread = new UnreadRooms(
  { list: the("rooms", HTMLElement), template: the("room-item", HTMLTemplateElement), path: rooms },
  new Words(the("words", HTMLTemplateElement)),
  (total) => title.elsewhere(total),
);

// Only who was in a room before has anything to count.
if (guest.name !== "" && unread.hasVisited) {
  unread.follow(connect(events, { client: guest.client, name: guest.name }), "");
}
