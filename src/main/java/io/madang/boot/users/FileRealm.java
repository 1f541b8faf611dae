package io.madang.boot.users;

import io.madang.file.LineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
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
 * The users of a file as Jetty's realm. The file is read when somebody signs in, and again when it
 * has changed; while it is broken those hold that it had before.
 *
 * <p>A name that is not there takes as much work as a wrong password.
 *
 * <p>Threads: any.
 */
public final class FileRealm implements LoginService {

  private static final System.Logger LOG = System.getLogger(FileRealm.class.getName());

  /** Somebody who has signed in, with what the file said then. */
  private record Known(User user) implements Principal {

    @Override
    public String getName() {
      return user.name();
    }
  }

  private record Version(FileTime time, long bytes, @Nullable Object key) {}

  private final Path file;
  private IdentityService identities = new DefaultIdentityService();
  private @Nullable Version seen;
  private Map<String, User> users = Map.of();

  public FileRealm(Path file) {
    this.file = file;
  }

  /** Whether there is a file. */
  public boolean isThere() {
    return Files.isRegularFile(file);
  }

  private synchronized Map<String, User> users() {
    Version now = version();
    if (!Objects.equals(now, seen)) {
      seen = now;
      try {
        users =
            new UserFile(new LineFile(file))
                .users().stream()
                    .collect(Collectors.toUnmodifiableMap(User::name, Function.identity()));
      } catch (IOException | RuntimeException e) {
        LOG.log(
            System.Logger.Level.ERROR,
            "{0} is not taken, what held before holds on: {1}",
            file.getFileName(),
            e.getMessage());
      }
    }
    return users;
  }

  private @Nullable Version version() {
    try {
      var about = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(about.lastModifiedTime(), about.size(), about.fileKey());
    } catch (IOException e) {
      return null;
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
    User user = users().get(User.composed(name));
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
    return identity.getUserPrincipal() instanceof Known known
        && known.user.equals(users().get(known.user.name()));
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
