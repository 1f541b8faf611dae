-- A file beside the messages. "state" is 0 while it comes, 1 when it can be found, 2 while it goes.
-- "bytes" is what it counts against the quotas: while it comes, the most that it may become.
CREATE TABLE attachment (
  id VARCHAR(32) NOT NULL PRIMARY KEY,
  namespace VARCHAR(200) NOT NULL,
  topic VARCHAR(200) NOT NULL,
  owner VARCHAR(64) NOT NULL,
  state INTEGER NOT NULL,
  at BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  chunk_bytes INTEGER,
  name VARCHAR(1000),
  type VARCHAR(80),
  size BIGINT,
  thumbnail_type VARCHAR(80),
  thumbnail_size BIGINT
);

CREATE INDEX attachment_age ON attachment (state, at);

-- "part" is 0 for the file, 1 for its thumbnail.
CREATE TABLE attachment_chunk (
  attachment VARCHAR(32) NOT NULL,
  part INTEGER NOT NULL,
  number INTEGER NOT NULL,
  content ${bytes} NOT NULL,
  PRIMARY KEY (attachment, part, number)
);

-- What is used: by each owner, and by all under the empty name.
CREATE TABLE attachment_usage (
  owner VARCHAR(64) NOT NULL PRIMARY KEY,
  bytes BIGINT NOT NULL
);
