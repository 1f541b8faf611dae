<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<m:page title="${room.name()} · Madang" kind="app" style="chat/room.css" script="chat/main.js" current="rooms">
  <main id="main" class="room" data-topic="<c:out value="${room.topic()}"/>"
      data-events="<c:url value="/events"/>" data-rooms="<c:url value="/chat/"/>"
      data-attachments="<c:url value="/attachments"/>" data-topics="<c:url value="/topics/"/>"
      data-member="<c:out value="${requestScope.account.name}"/>">

    <nav id="rooms-panel" class="panel" popover aria-labelledby="rooms-title">
      <h2 id="rooms-title"><fmt:message key="rooms.list"/></h2>
      <m:rooms current="${room.topic()}"/>
      <form id="open-room" action="<c:url value="/chat"/>" method="get">
        <label for="room" class="unseen"><fmt:message key="rooms.open"/></label>
        <div class="field-row">
          <input id="room" name="room" required maxlength="200" autocomplete="off" spellcheck="false"
              placeholder="<fmt:message key="rooms.open"/>">
          <button class="button quiet"><fmt:message key="rooms.go"/></button>
        </div>
      </form>
    </nav>

    <section class="conversation" aria-label="<fmt:message key="room.conversation"/>">
      <div class="room-head">
        <button id="rooms-button" class="button quiet icon-only" type="button" popovertarget="rooms-panel"
            aria-label="<fmt:message key="rooms.list"/>"><m:icon name="rooms"/><span id="rooms-unread" class="badge" hidden></span></button>
        <h1 id="room-name"><bdi><c:out value="${room.name()}"/></bdi></h1>
        <p id="state" class="state" role="status"></p>
        <button id="room-button" class="button quiet icon-only" type="button" hidden
            aria-label="<fmt:message key="room.menu"/>" title="<fmt:message key="room.menu"/>"><m:icon name="key"/></button>
        <button id="people-button" class="button quiet scripted" type="button" popovertarget="people-panel"
            aria-label="<fmt:message key="room.people"/>"><m:icon name="people"/><span id="people-number"></span></button>
      </div>

      <div class="log-frame">
        <div id="log" class="log" role="log" aria-live="off" tabindex="0" aria-label="<fmt:message key="room.messages"/>">
          <p id="older" class="log-note" hidden><fmt:message key="room.older"/></p>
          <p id="beginning" class="log-note" hidden><fmt:message key="room.beginning"/></p>
          <ol id="messages" class="rows served">
            <c:forEach var="row" items="${requestScope.rows}">
              <li class="row${row.opensGroup() ? '' : ' again'}">
                <c:if test="${row.opensDay()}">
                  <p class="day"><span><fmt:formatDate value="${row.at()}" type="date" dateStyle="full" timeZone="UTC"/></span></p>
                </c:if>
                <div class="message">
                  <span class="avatar" aria-hidden="true"><c:out value="${row.initial()}"/></span>
                  <bdi class="who"><c:out value="${row.name()}"/></bdi>
                  <div class="said">
                    <div class="bubble${row.isDeleted() ? ' gone' : ''}">
                      <c:choose>
                        <c:when test="${row.isDeleted()}"><p class="text"><fmt:message key="say.deleted"/></p></c:when>
                        <c:otherwise>
                          <c:if test="${not empty row.text()}"><p class="text" dir="auto"><c:out value="${row.text()}"/></p></c:if>
                          <c:forEach var="file" items="${row.files()}"><p class="file-name"><m:icon name="file"/>&#32;<c:out value="${file}"/></p></c:forEach>
                        </c:otherwise>
                      </c:choose>
                    </div>
                    <span class="meta">
                      <c:if test="${row.isEdited() and not row.isDeleted()}"><span class="edited"><fmt:message key="say.edited"/></span></c:if>
                      <time datetime="${row.datetime()}"><fmt:formatDate value="${row.at()}" type="time" timeStyle="short" timeZone="UTC"/> UTC</time>
                    </span>
                  </div>
                  <c:if test="${not empty row.reactions()}">
                    <ul class="reactions">
                      <c:forEach var="reaction" items="${row.reactions()}"><li class="chip"><c:out value="${reaction.key} ${reaction.value}"/></li></c:forEach>
                    </ul>
                  </c:if>
                </div>
              </li>
            </c:forEach>
          </ol>
          <p id="quiet" class="log-quiet" <c:if test="${not empty requestScope.rows}">hidden</c:if>><fmt:message key="room.quiet"/></p>
          <ol id="drafts" class="rows"></ol>
        </div>
        <button id="latest" class="button latest" type="button" hidden><m:icon name="down"/> <span id="latest-text"></span></button>
      </div>

      <p id="activity" class="activity"></p>
      <div id="announcer" class="unseen" aria-live="polite"></div>

      <form id="composer" class="composer" method="post" action="<c:url value="/chat/${room.path()}"/>">
        <input type="hidden" name="id" value="<c:out value="${id}"/>">
        <p id="notice" class="problem" role="alert" <c:if test="${empty requestScope.problem}">hidden</c:if>><c:if test="${not empty requestScope.problem}"><fmt:message key="${requestScope.problem}"/></c:if></p>
        <p id="decided" class="editing" role="status" hidden><span id="decided-text"></span>
          <button id="undo" type="button" class="link"><fmt:message key="room.undo"/></button></p>
        <p id="editing" class="editing" hidden><m:icon name="edit"/> <fmt:message key="room.editing"/>
          <button id="cancel-edit" type="button" class="link"><fmt:message key="room.cancel"/></button></p>
        <ul id="tray" class="tray" aria-label="<fmt:message key="room.attachments"/>" hidden></ul>
        <c:if test="${empty requestScope.account.name}">
        <div id="name-field" class="name-field">
          <label for="name"><fmt:message key="room.name"/></label>
          <input id="name" name="name" required maxlength="40" autocomplete="nickname"
              value="<c:out value="${empty requestScope.typedName ? requestScope.guestName : requestScope.typedName}"/>" aria-describedby="name-hint">
          <p id="name-hint" class="hint"><fmt:message key="room.nameRule"/></p>
        </div>
        </c:if>
        <div class="composer-row">
          <button id="attach" class="button quiet icon-only scripted" type="button" hidden
              aria-label="<fmt:message key="room.attach"/>" title="<fmt:message key="room.attach"/>"><m:icon name="attach"/></button>
          <input id="files" type="file" multiple hidden>
          <label for="text" class="unseen"><fmt:message key="room.write"/></label>
          <textarea id="text" name="text" rows="1" required dir="auto" enterkeyhint="send" aria-describedby="keys"
              placeholder="<fmt:message key="room.write"/>"><c:out value="${requestScope.typedText}"/></textarea>
          <button id="send" class="button" aria-label="<fmt:message key="room.send"/>"><m:icon name="send"/><span class="wide-only"><fmt:message key="room.send"/></span></button>
        </div>
        <div class="composer-hints scripted">
          <p id="keys" class="hint"><span class="wide-only"><fmt:message key="room.keys"/></span> <span id="attach-rule"></span></p>
          <c:choose>
            <c:when test="${empty requestScope.account.name}">
              <p id="me-line" class="hint" hidden><bdi id="me"></bdi>
                <button id="rename" type="button" class="link"><fmt:message key="room.rename"/></button></p>
            </c:when>
            <c:otherwise><p class="hint"><bdi><c:out value="${requestScope.account.name}"/></bdi></p></c:otherwise>
          </c:choose>
        </div>
        <noscript><p class="hint"><fmt:message key="room.noscript"/></p></noscript>
      </form>
      <p id="drop" class="drop" hidden><m:icon name="attach"/> <fmt:message key="room.drop"/></p>
    </section>

    <aside id="people-panel" class="panel scripted" popover aria-labelledby="people-title">
      <h2 id="people-title"><fmt:message key="room.people"/></h2>
      <ul id="people" class="people"></ul>
    </aside>

    <div id="emoji" class="menu emoji" popover role="group" aria-label="<fmt:message key="room.react"/>">
      <c:forTokens var="emoji" delims=" " items="👍 ❤️ 😂 😮 😢 🙏 🎉 ✅"><button type="button" value="${emoji}">${emoji}</button></c:forTokens>
    </div>
  </main>

  <dialog id="confirm" class="card" aria-labelledby="confirm-title">
    <form method="dialog">
      <h2 id="confirm-title"><fmt:message key="room.confirmDelete"/></h2>
      <p id="confirm-text" class="preview"></p>
      <div class="actions">
        <button class="button quiet" value="no"><fmt:message key="room.cancel"/></button>
        <button class="button danger" value="yes"><fmt:message key="room.delete"/></button>
      </div>
    </form>
  </dialog>

  <dialog id="person-dialog" class="card decide" aria-labelledby="person-name">
    <form method="dialog">
      <h2 id="person-name"></h2>
      <label><fmt:message key="person.act"/>
        <select id="person-act">
          <c:forTokens var="act" delims=" " items="mute unmute muteAll unmuteAll ban unban"><option value="${act}"><fmt:message key="person.${act}"/></option></c:forTokens>
        </select></label>
      <label><fmt:message key="person.until"/>
        <select id="person-minutes">
          <c:forTokens var="minutes" delims=" " items="10 60 1440 10080 0"><option value="${minutes}"><fmt:message key="person.minutes.${minutes}"/></option></c:forTokens>
        </select></label>
      <div class="actions">
        <button class="button quiet" value="no"><fmt:message key="room.cancel"/></button>
        <button class="button danger" value="yes"><fmt:message key="person.do"/></button>
      </div>
    </form>
  </dialog>

  <dialog id="room-dialog" class="card decide" aria-labelledby="room-dialog-title">
    <form method="dialog">
      <h2 id="room-dialog-title"><fmt:message key="room.menu"/></h2>
      <p id="room-owner" class="hint"></p>
      <label class="check"><input id="room-private" type="checkbox"> <fmt:message key="room.private"/></label>
      <div>
        <label for="room-member"><fmt:message key="room.member"/></label>
        <div class="field-row">
          <input id="room-member" list="room-people" maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false">
          <button id="room-add" type="button" class="button quiet"><fmt:message key="room.add"/></button>
        </div>
        <datalist id="room-people"></datalist>
      </div>
      <ul id="room-members" class="members" aria-label="<fmt:message key="room.members"/>"></ul>
      <div class="actions">
        <button class="button quiet" value="no"><fmt:message key="room.cancel"/></button>
        <button class="button" value="yes"><fmt:message key="room.save"/></button>
      </div>
    </form>
  </dialog>

  <template id="person-action"><button type="button" class="button quiet icon-only" aria-haspopup="dialog" aria-label="<fmt:message key="room.moderate"/>" title="<fmt:message key="room.moderate"/>"><m:icon name="shield"/></button></template>

  <template id="member-item">
    <li><bdi></bdi> <button type="button" class="button quiet icon-only" aria-label="<fmt:message key="room.remove"/>"><m:icon name="close"/></button></li>
  </template>

  <dialog id="viewer" class="viewer" aria-label="<fmt:message key="room.picture"/>">
    <form method="dialog"><button class="button quiet icon-only" aria-label="<fmt:message key="room.close"/>"><m:icon name="close"/></button></form>
    <a id="viewer-link" target="_blank" rel="noopener"><img id="viewer-image" alt=""></a>
  </dialog>

  <template id="message-row">
    <li class="row" tabindex="-1">
      <div class="message">
        <span class="avatar" aria-hidden="true"></span>
        <bdi class="who"></bdi>
        <div class="said">
          <div class="bubble"><p class="text" dir="auto"></p></div>
          <span class="meta"><span class="edited"></span> <span class="mark"></span> <time></time></span>
        </div>
      </div>
    </li>
  </template>

  <template id="file-item"><a class="file-link" target="_blank" rel="noopener"><m:icon name="file"/> <bdi class="file-label"></bdi> <span class="hint"></span></a></template>

  <template id="tray-item">
    <li>
      <span class="tray-picture"><m:icon name="file"/></span>
      <span class="tray-text"><bdi class="file-label"></bdi> <small class="hint"></small><progress max="1" value="0"></progress></span>
      <button type="button" class="button quiet icon-only" aria-label="<fmt:message key="room.remove"/>"><m:icon name="close"/></button>
    </li>
  </template>

  <template id="toolbar-template">
    <div class="toolbar" role="toolbar" aria-label="<fmt:message key="room.actions"/>">
      <button type="button" data-act="react" aria-haspopup="true" aria-label="<fmt:message key="room.react"/>" title="<fmt:message key="room.react"/>"><m:icon name="react"/></button>
      <button type="button" data-act="edit" aria-label="<fmt:message key="room.edit"/>" title="<fmt:message key="room.edit"/>"><m:icon name="edit"/></button>
      <button type="button" data-act="moderate" aria-haspopup="dialog" aria-label="<fmt:message key="room.moderate"/>" title="<fmt:message key="room.moderate"/>"><m:icon name="shield"/></button>
      <button type="button" data-act="delete" aria-label="<fmt:message key="room.delete"/>" title="<fmt:message key="room.delete"/>"><m:icon name="delete"/></button>
    </div>
  </template>

  <m:words keys="connecting open waiting closed websocket stream long-poll poll you here more joined left typing1 typing2 typingMany sent sending unsent retry discard edited deleted newLine newCount newOne latest unread unreadMany announced trimmed epoch changed fileLimit fileTooBig quota filesMany uploading uploadFailed decided.mute decided.unmute decided.muteAll decided.unmuteAll decided.ban decided.unban decided.room owner nobody until forever outbox_full badName bad_request too_large unauthorized forbidden not_found rate_limited unavailable internal"/>
</m:page>
