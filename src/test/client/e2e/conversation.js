import { createInterface } from "node:readline";
import { connect } from "../../../../webapp/client/madang.js";

/**
 * Two people talk until the word "stop" comes in, and hear each other to the end.
 *
 * Arguments: the address of the server, the topic, the transports with commas between them. Each line that it prints is
 * one of the history of the test (who did what, and when); the last one tells what else there is to say of each.
 */
const [address, topic, transports] = process.argv.slice(2);
const PAUSE_MILLIS = 10;
const MOST_UNSENT = 20;
let isBegun = false;

const people = ["mina", "둘리"].map((name) => {
  const client = connect(`${address}/events`, { name, transports: transports.split(","), pollSeconds: 1 });
  const room = client.topic(topic, { presence: true });
  const person = { name, client, room, said: 0, acked: 0, heard: 0, errors: [], used: [], isStopped: false };
  room.onmessage = (message) => hear(person, message);
  room.ongap = ({ cursor, reason }) => note(person, "gap", { topic, cursor, why: reason });
  room.onerror = client.onerror = (error) => person.errors.push(`${error.code}: ${error.message}`);
  client.onstatus = (status) => changed(person, status);
  return person;
});

function note({ name }, did, rest) {
  const at = Number(process.hrtime.bigint() / 1000n);
  console.log(JSON.stringify({ at, who: name, did, ...rest }));
}

function changed(person, status) {
  if (status.state === "open") {
    person.used.push(status.transport);
    note(person, "connected", { server: address });
  } else if (status.state !== "connecting") {
    note(person, "disconnected", { why: status.state });
  }
}

function hear(person, { cursor, id, name, body }) {
  person.heard++;
  note(person, "told", { topic, cursor, id, sender: name, body: body.text });
  endIfAllIsHeard();
}

function speak(person) {
  if (!person.isStopped) {
    if (hasBegun() && person.client.unsent.length < MOST_UNSENT) {
      const id = `${person.name}-${++person.said}`;
      const text = `안녕 ${id}`;
      note(person, "publish", { topic, id, sender: person.name, body: text });
      person.room.publish({ text }, { id }).then(
        ({ cursor }) => {
          person.acked++;
          note(person, "acked", { topic, id, sender: person.name, cursor });
          endIfAllIsHeard();
        },
        (error) => person.errors.push(`not published: ${error.code}`)
      );
    }
    setTimeout(() => speak(person), PAUSE_MILLIS);
  }
}

/** Nobody speaks before both know where their reading begins. */
function hasBegun() {
  if (!isBegun && people.every(({ room }) => room.cursor !== null)) {
    isBegun = true;
    people.forEach((person) => note(person, "started", { topic, cursor: person.room.cursor }));
  }
  return isBegun;
}

function endIfAllIsHeard() {
  const said = people.reduce((sum, person) => sum + person.said, 0);
  if (people.every((p) => p.isStopped && p.acked === p.said && p.heard >= said)) {
    console.log(JSON.stringify({ people: people.map(({ name, said, errors, used }) => ({ name, said, errors, used })) }));
    people.forEach(({ client }) => client.close());
    input.close();
    process.stdin.destroy(); // closed within its own line, an input goes on waiting for the next
  }
}

const input = createInterface({ input: process.stdin });
input.once("line", () => {
  people.forEach((person) => (person.isStopped = true));
  endIfAllIsHeard();
});
people.forEach(speak);
