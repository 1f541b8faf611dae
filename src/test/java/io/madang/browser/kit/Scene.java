package io.madang.browser.kit;

import io.madang.e2e.kit.Api;
import io.madang.e2e.kit.Cursor;
import io.madang.e2e.kit.MadangProcess;
import io.madang.e2e.kit.Urls;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** A room in which people have talked, for pages to be looked at. */
public final class Scene {
  private final MadangProcess server;
  private final String topic;
  private int messages;
  private int count;

  private Scene(MadangProcess server, String topic) {
    this.server = server;
    this.topic = topic;
  }

  /** A new one. */
  public static Scene in(MadangProcess server) {
    return in(server, Urls.freshTopic("chat") + "-마당");
  }

  /** The same in a room of this name. */
  public static Scene in(MadangProcess server, String topic) {
    Scene scene = new Scene(server, topic);
    scene.play();
    return scene;
  }

  /** The room. */
  public String topic() {
    return topic;
  }

  /** How many messages are shown in it. */
  public int messages() {
    return messages;
  }

  private void play() {
    says("민아", "안녕하세요! 오늘 저녁 7시에 마당에서 봐요.");
    says("민아", "비가 오면 대청으로 옮깁니다.");
    Cursor question = says("Jonas", "Sounds good. Shall I bring anything?");
    says("하늘", "저는 수정과 가져갈게요 🍵");
    Cursor typo = says("Jonas", "I will bring bred.");
    change(
        "Jonas",
        Json.createObjectBuilder().add("edit", typo.toString()).add("text", "I will bring bread."));
    Cursor gone = says("하늘", "잘못 보냈어요");
    change("하늘", Json.createObjectBuilder().add("delete", gone.toString()));
    for (String name : List.of("민아", "하늘")) {
      change(name, Json.createObjectBuilder().add("react", question.toString()).add("emoji", "👍"));
    }
    says("민아", "길은 https://example.org/길찾기 에 있어요.\n주차는 뒷마당에.");
    says("Jonas", "🎉");
  }

  private Cursor says(String name, String text) {
    messages++;
    return publish(name, Json.createObjectBuilder().add("text", text).build());
  }

  private void change(String name, jakarta.json.JsonObjectBuilder body) {
    publish(name, body.build());
  }

  private Cursor publish(String name, JsonObject body) {
    JsonObject message =
        Json.createObjectBuilder().add("id", "scene-" + count++).add("body", body).build();
    Api api = new Api(server.uri(), "scene-secret-%08x".formatted(name.hashCode()));
    Api.Answer answer =
        api.post(Urls.topic(topic) + "/messages?name=" + Urls.encode(name), message.toString());
    if (answer.status() != 201) {
      throw new AssertionError("publish was answered " + answer);
    }
    return Cursor.of(answer.json());
  }
}
