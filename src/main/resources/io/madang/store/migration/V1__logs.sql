-- One life of the store: the epoch of every log that begins in it.
CREATE TABLE store_life (
  epoch VARCHAR(32) NOT NULL
);

-- A log and its ends. "first_off" to "head" can be read; rows up to "purged" are gone.
CREATE TABLE topic (
  id ${serial},
  name VARCHAR(200) NOT NULL UNIQUE,
  namespace VARCHAR(200) NOT NULL,
  epoch VARCHAR(32) NOT NULL,
  head BIGINT NOT NULL,
  first_off BIGINT NOT NULL,
  purged BIGINT NOT NULL,
  state_version BIGINT NOT NULL
);

CREATE INDEX topic_namespace ON topic (namespace, name);

-- "id" is the sender's own: kept once for a topic and a user.
CREATE TABLE message (
  topic BIGINT NOT NULL,
  off BIGINT NOT NULL,
  id VARCHAR(64) NOT NULL,
  sender VARCHAR(64) NOT NULL,
  name VARCHAR(80) NOT NULL,
  at BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (topic, off)
)${clustered};

CREATE UNIQUE INDEX message_id ON message (topic, id, sender);

CREATE TABLE topic_state (
  topic BIGINT NOT NULL,
  state_key VARCHAR(64) NOT NULL,
  version BIGINT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (topic, state_key)
)${clustered};
