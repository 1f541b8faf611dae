// The application that the bench's dialect "socketio" talks with, as socket.io's guide writes it.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer((request, response) => response.writeHead(404).end());
const io = new Server(http);
io.on("connection", (socket) => {
  socket.on("join", (topic, done) => {
    socket.join(topic);
    done();
  });
  socket.on("say", (topic, body, done) => {
    io.to(topic).emit("message", body);
    done();
  });
});
http.listen(Number(process.argv[2]), "127.0.0.1");
