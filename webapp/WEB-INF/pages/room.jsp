<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<m:page title="${room} · Madang" kind="room" script="chat/main.js">
  <main data-topic="<c:out value="${topic}"/>" data-events="<c:url value="/events"/>">
    <div class="head">
      <h1><bdi><c:out value="${room}"/></bdi></h1>
      <p id="state" role="status"></p>
    </div>

    <noscript><p class="card"><fmt:message key="room.noscript"/></p></noscript>

    <form id="join" class="card" hidden>
      <label for="name"><fmt:message key="room.name"/></label>
      <div class="row">
        <input id="name" required maxlength="40" autocomplete="nickname" aria-describedby="name-rule">
        <button><fmt:message key="room.join"/></button>
      </div>
      <p id="name-rule" class="hint"><fmt:message key="room.nameRule"/></p>
      <p id="name-problem" class="problem" role="alert" hidden></p>
    </form>

    <div id="talk" class="talk" hidden>
      <aside class="people" aria-labelledby="people-count">
        <h2 id="people-count"></h2>
        <ul id="people"></ul>
      </aside>

      <section class="conversation" aria-label="<fmt:message key="room.conversation"/>">
        <div id="log" role="log" aria-live="polite" tabindex="0"
            aria-label="<fmt:message key="room.messages"/>">
          <p id="quiet" class="quiet" hidden><fmt:message key="room.quiet"/></p>
          <ol id="messages"></ol>
          <ol id="drafts" aria-live="off"></ol>
        </div>
        <button id="newer" type="button" class="newer" hidden><fmt:message key="room.newer"/></button>

        <form id="composer" class="composer">
          <p id="notice" class="problem" role="alert" hidden></p>
          <label for="text" class="unseen"><fmt:message key="room.write"/></label>
          <div class="row">
            <textarea id="text" rows="1" dir="auto" enterkeyhint="send" aria-describedby="keys"
                placeholder="<fmt:message key="room.write"/>"></textarea>
            <button><fmt:message key="room.send"/></button>
          </div>
          <div class="hints">
            <p id="keys" class="hint"><fmt:message key="room.keys"/></p>
            <p class="hint"><bdi id="me"></bdi>
              <button id="rename" type="button" class="link"><fmt:message key="room.rename"/></button></p>
          </div>
        </form>
      </section>
    </div>
  </main>

  <template id="message">
    <li class="message">
      <span class="avatar" aria-hidden="true"></span>
      <bdi class="who"></bdi>
      <p class="text" dir="auto"></p>
      <span class="when"><span class="mark"></span> <time></time></span>
    </li>
  </template>

  <template id="words">
    <c:forTokens var="key" delims=" " items="connecting open waiting refused you here more sent sending unsent trimmed epoch badName bad_request too_large unauthorized forbidden not_found rate_limited unavailable internal">
      <span data-word="${key}"><fmt:message key="say.${key}"/></span>
    </c:forTokens>
  </template>
</m:page>
