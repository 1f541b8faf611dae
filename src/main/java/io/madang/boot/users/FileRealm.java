package io.madang.boot.users;

import io.madang.file.LineFile;
import io.madang.file.WatchedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.eclipse.jetty.security.DefaultIdentityService;
import org.eclipse.jetty.security.IdentityService;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Session;
import org.jspecify.annotations.Nullable;

/**
 * The users of a file as Jetty's realm. The file is looked at when somebody signs in, and now and
 * then when somebody asks who has, and read when it has changed; while it is broken those hold that
 * it had before.
 *
 * <p>A name that is not there takes as much work as a wrong password.
 *
 * <p>Threads: any.
 */
public final class FileRealm implements LoginService {

  private static final Duration LOOK = Duration.ofMillis(500);

  /** Somebody who has signed in, with what the file said then. */
  private record Known(User user) implements Principal {

    @Override
    public String getName() {
      return user.name();
    }
  }

  private final Path file;
  private final WatchedFile watched;
  private final AtomicBoolean isLooking = new AtomicBoolean();
  private volatile long lastLook;
  private volatile Map<String, User> users = Map.of();
  private IdentityService identities = new DefaultIdentityService();

  public FileRealm(Path file) {
    this.file = file;
    this.watched = new WatchedFile(file, this::read, words -> words);
    look();
  }

  /** Whether there is a file. */
  public boolean isThere() {
    return Files.isRegularFile(file);
  }

  private void read(Path path) throws IOException {
    users =
        new UserFile(new LineFile(path))
            .users().stream()
                .collect(Collectors.toUnmodifiableMap(User::name, Function.identity()));
  }

  /** One looks, and the others do not wait for it. */
  private void look() {
    if (!isLooking.compareAndSet(false, true)) {
      return;
    }
    try {
      watched.look();
      if (!isThere()) {
        users = Map.of();
      }
    } finally {
      lastLook = System.nanoTime();
      isLooking.set(false);
    }
  }

  @Override
  public String getName() {
    return "madang";
  }

  @Override
  public @Nullable UserIdentity login(
      String name,
      Object credentials,
      Request request,
      Function<Boolean, Session> getOrCreateSession) {
    look();
    User user = users.get(User.composed(name));
    PasswordHash hash = user == null ? PasswordHash.NONE : user.hash();
    boolean isOf = hash.isOf(String.valueOf(credentials));
    if (user == null || !isOf) {
      return null;
    }
    return identities.newUserIdentity(
        new Subject(), new Known(user), user.roles().toArray(String[]::new));
  }

  /** Whether the file still says the same of the user. */
  @Override
  public boolean validate(UserIdentity identity) {
    if (System.nanoTime() - lastLook >= LOOK.toNanos()) {
      look();
    }
    return identity.getUserPrincipal() instanceof Known known
        && known.user.equals(users.get(known.user.name()));
  }

  @Override
  public IdentityService getIdentityService() {
    return identities;
  }

  @Override
  public void setIdentityService(IdentityService service) {
    identities = service;
  }

  @Override
  public void logout(UserIdentity user) {
    // Nothing is kept of it here.
  }
}
