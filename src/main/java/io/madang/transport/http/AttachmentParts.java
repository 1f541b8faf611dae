package io.madang.transport.http;

import io.madang.attachment.Attachments;
import io.madang.core.Door;
import io.madang.core.Visitor;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What the servlet of attachments works with beside what all servlets do.
 *
 * @param threads where uploads are read, each on one thread; as many run as there are places
 * @param uploads gives a visitor a place to upload, or refuses
 * @param downloads gives a visitor a place to download, or refuses
 */
public record AttachmentParts(
    Attachments attachments,
    Executor threads,
    Function<Visitor, Door.Place> uploads,
    Function<Visitor, Door.Place> downloads) {}
