package io.madang.e2e.kit;

/** The ways to listen that {@code /events} offers. */
public enum Transport {
  WEBSOCKET {
    @Override
    Reader reader(Listening what) {
      return new WebSocketReader(what);
    }
  },
  SSE {
    @Override
    Reader reader(Listening what) {
      return new StreamReader(what, StreamReader.Syntax.SSE);
    }
  },
  NDJSON {
    @Override
    Reader reader(Listening what) {
      return new StreamReader(what, StreamReader.Syntax.NDJSON);
    }
  },
  LONG_POLLING {
    @Override
    Reader reader(Listening what) {
      return new PollReader(what, "&wait=20");
    }
  },
  POLLING {
    @Override
    Reader reader(Listening what) {
      return new PollReader(what, "");
    }
  };

  abstract Reader reader(Listening what);
}
