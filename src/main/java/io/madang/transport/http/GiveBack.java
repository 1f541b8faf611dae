package io.madang.transport.http;

import io.madang.core.Door;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Gives a place back when the request is over, however it ends. */
record GiveBack(Door.Place place) implements AsyncListener {

  @Override
  public void onComplete(AsyncEvent event) {
    place.giveBack();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    place.giveBack();
  }

  @Override
  public void onError(AsyncEvent event) {
    place.giveBack();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
