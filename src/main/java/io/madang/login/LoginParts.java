package io.madang.login;

import io.madang.pages.Forms;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/**
 * What signing in works with.
 *
 * @param isOffered whether the container has a realm
 * @param session how long somebody who does nothing stays signed in
 * @param clock on which the answer to a failure waits
 */
public record LoginParts(
    Forms forms,
    Logins logins,
    BooleanSupplier isOffered,
    Duration session,
    ScheduledExecutorService clock) {}
