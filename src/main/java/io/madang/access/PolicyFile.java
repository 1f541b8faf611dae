package io.madang.access;

import io.madang.core.Access;
import io.madang.core.Application;
import io.madang.core.Consumer;
import io.madang.core.RefusedException;
import io.madang.core.Retention;
import io.madang.core.Topic;
import io.madang.core.TopicPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The file of policies (YAML): who moderates, and what holds in each namespace.
 *
 * <pre>
 * moderators: role:moderator
 * namespaces:
 *   chat:
 *     publish: signed-in
 *     keep-messages: 10000
 *   orders:
 *     read: role:clerk
 *     publish: server
 * </pre>
 *
 * <p>What is not said of a namespace of this house stays as it is; a new one is closed to all but
 * the server until it says otherwise.
 *
 * <p>Every fault names its line.
 */
public final class PolicyFile {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhd])");
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_NUMBER = 1_000_000_000;
  private static final Retention STANDARD = new Retention(1_000_000, Duration.ofDays(3650));

  /** What the file says. */
  public record Said(Access moderators, List<Application> applications) {}

  /** Where in the file there is something that cannot be understood. */
  public static final class BadLineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadLineException(Optional<Mark> mark, String what) {
      super(mark.map(m -> "line " + (m.getLine() + 1) + ": ").orElse("") + what);
    }
  }

  private final Map<String, Application> known = new TreeMap<>();

  /** With the applications of this house, as they are when the file says nothing of them. */
  public PolicyFile(List<Application> applications) {
    applications.forEach(a -> known.put(a.policy().namespace(), a));
  }

  /** What holds where there is no file. */
  public Said standard() {
    return new Said(Access.parse("role:moderator"), List.copyOf(known.values()));
  }

  /**
   * Reads the file's text.
   *
   * @throws BadLineException naming the line
   */
  public Said read(String text) {
    Node root;
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setCodePointLimit(MAX_CHARACTERS)
              .setMaxAliasesForCollections(0)
              .build();
      root = new Compose(settings).composeString(text).orElse(null);
    } catch (MarkedYamlEngineException e) {
      throw new BadLineException(e.getProblemMark(), String.valueOf(e.getProblem()));
    } catch (YamlEngineException e) {
      throw new BadLineException(Optional.empty(), String.valueOf(e.getMessage()));
    }
    if (root == null) {
      return standard();
    }
    Access moderators = standard().moderators();
    Map<String, Application> all = new TreeMap<>(known);
    for (Map.Entry<String, Node> entry : fields(root).entrySet()) {
      switch (entry.getKey()) {
        case "moderators" -> moderators = access(entry.getValue());
        case "namespaces" ->
            fields(entry.getValue()).forEach((name, node) -> all.put(name, namespace(name, node)));
        default -> throw bad(entry.getValue(), entry.getKey() + " is not known here");
      }
    }
    return new Said(moderators, List.copyOf(all.values()));
  }

  private Application namespace(String name, Node node) {
    checkName(name, node);
    Application application =
        known.getOrDefault(name, new Application(closed(name), new Consumer() {}));
    Draft draft = new Draft(application.policy());
    fields(node).forEach(draft::set);
    return new Application(draft.policy(node), application.consumer());
  }

  private static void checkName(String name, Node node) {
    boolean isOurs = name.equals("madang") || name.startsWith("madang.");
    try {
      if (isOurs || new Topic(name).segments().size() > 1) {
        throw bad(node, name + " cannot be a namespace of yours");
      }
    } catch (RefusedException e) {
      throw bad(node, e.refusal().detail());
    }
  }

  private static TopicPolicy closed(String name) {
    return new TopicPolicy(
        name, true, Access.SERVER, Access.SERVER, Access.SERVER, Access.SERVER, true, STANDARD);
  }

  /** A policy on its way. */
  private static final class Draft {
    private final TopicPolicy before;
    private final Map<String, Access> access = new LinkedHashMap<>();
    private boolean isDurable;
    private boolean hasPresence;
    private boolean takesAttachments;
    private long messages;
    private Duration age;
    private int publishesPerSecond;
    private int burst;
    private int bodyBytes;

    Draft(TopicPolicy before) {
      this.before = before;
      isDurable = before.isDurable();
      hasPresence = before.hasPresence();
      takesAttachments = before.takesAttachments();
      messages = before.retention().messages();
      age = before.retention().age();
      publishesPerSecond = before.bounds().publishesPerSecond();
      burst = before.bounds().burst();
      bodyBytes = before.bounds().bodyBytes();
    }

    void set(String field, Node value) {
      switch (field) {
        case "read", "publish", "signal", "state", "presence" -> access.put(field, access(value));
        case "durable" -> isDurable = flag(value);
        case "roster" -> hasPresence = flag(value);
        case "attachments" -> takesAttachments = flag(value);
        case "keep-messages" -> messages = number(value);
        case "keep-for" -> age = duration(value);
        case "publishes-per-second" -> publishesPerSecond = smallNumber(value);
        case "burst" -> burst = smallNumber(value);
        case "body-bytes" -> bodyBytes = smallNumber(value);
        default ->
            throw bad(
                value,
                field
                    + " is not one of read, publish, signal, state, presence, durable, roster,"
                    + " attachments, keep-messages, keep-for, publishes-per-second, burst,"
                    + " body-bytes");
      }
    }

    TopicPolicy policy(Node node) {
      if (takesAttachments && !isDurable) {
        throw bad(node, "attachments need durable: true");
      }
      return new TopicPolicy(
          before.namespace(),
          isDurable,
          access.getOrDefault("read", before.read()),
          access.getOrDefault("publish", before.publish()),
          access.getOrDefault("signal", before.signal()),
          access.getOrDefault("state", before.state()),
          access.getOrDefault("presence", before.presence()),
          hasPresence,
          new Retention(messages, age),
          takesAttachments,
          new TopicPolicy.Bounds(publishesPerSecond, burst, bodyBytes));
    }
  }

  private static BadLineException bad(Node node, String what) {
    return new BadLineException(node.getStartMark(), what);
  }

  private static Map<String, Node> fields(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw bad(node, "expected fields and their values");
    }
    Map<String, Node> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String name = text(tuple.getKeyNode());
      if (fields.put(name, tuple.getValueNode()) != null) {
        throw bad(tuple.getKeyNode(), name + " is there twice");
      }
    }
    return fields;
  }

  private static String text(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw bad(node, "expected a text");
  }

  private static Access access(Node node) {
    try {
      return Access.parse(text(node));
    } catch (IllegalArgumentException e) {
      throw bad(node, String.valueOf(e.getMessage()));
    }
  }

  private static boolean flag(Node node) {
    return switch (text(node)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(node, "expected true or false");
    };
  }

  private static long number(Node node) {
    String text = text(node);
    if (text.matches("[1-9][0-9]{0,11}")) {
      return Long.parseLong(text);
    }
    throw bad(node, "expected a number above 0");
  }

  private static int smallNumber(Node node) {
    long number = number(node);
    if (number > MAX_NUMBER) {
      throw bad(node, "expected at most " + MAX_NUMBER);
    }
    return (int) number;
  }

  private static Duration duration(Node node) {
    Matcher form = DURATION.matcher(text(node));
    if (!form.matches()) {
      throw bad(node, "expected a duration like 30s, 5m, 1h or 30d");
    }
    long count = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
