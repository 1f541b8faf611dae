import { createInterface } from "node:readline";
import { connect } from "../../../../webapp/client/madang.js";

/**
 * Two people talk until the word "stop" comes in, and hear each other to the end.
 *
 * Arguments: the address of the server, the topic, the transports with commas between them. It prints a line of JSON
 * for each ten messages heard, and at the end what each heard, what each was told of its own, and the transports used.
 */
const [address, topic, transports] = process.argv.slice(2);
const PAUSE_MILLIS = 10;
const MOST_UNSENT = 20;

const people = ["mina", "둘리"].map((name) => {
  const client = connect(`${address}/events`, { name, transports: transports.split(","), pollSeconds: 1 });
  const room = client.topic(topic, { presence: true });
  const person = { name, client, room, said: 0, acks: [], heard: [], gaps: 0, used: [], isStopped: false };
  room.onmessage = (message) => hear(person, message);
  room.ongap = () => person.gaps++;
  client.onstatus = (status) => status.state === "open" && person.used.push(status.transport);
  return person;
});

function hear(person, { cursor, id }) {
  person.heard.push([cursor, id]);
  const least = Math.min(...people.map((p) => p.heard.length));
  if (person.heard.length === least && least % 10 === 0) {
    console.log(JSON.stringify({ heard: least }));
  }
  endIfAllIsHeard();
}

function speak(person) {
  if (!person.isStopped) {
    if (person.client.unsent.length < MOST_UNSENT && person.room.cursor !== null) {
      const id = `${person.name}-${++person.said}`;
      person.room.publish({ text: `안녕 ${person.said}` }, { id }).then((kept) => {
        person.acks.push([kept.cursor, kept.id]);
        endIfAllIsHeard();
      });
    }
    setTimeout(() => speak(person), PAUSE_MILLIS);
  }
}

function endIfAllIsHeard() {
  const said = people.reduce((sum, person) => sum + person.said, 0);
  const isAll = people.every((p) => p.isStopped && p.acks.length === p.said && p.heard.length >= said);
  if (isAll) {
    console.log(JSON.stringify({ people: people.map(({ name, said, acks, heard, gaps, used }) => ({ name, said, acks, heard, gaps, used })) }));
    people.forEach(({ client }) => client.close());
    input.close();
  }
}

const input = createInterface({ input: process.stdin });
input.once("line", () => {
  people.forEach((person) => (person.isStopped = true));
  endIfAllIsHeard();
});
people.forEach(speak);
