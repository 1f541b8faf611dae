<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<fmt:message key="rooms.title" var="title"/>
<m:page title="${title}" kind="plain" style="chat/rooms.css" script="chat/rooms-page.js" current="rooms" footer="true">
  <main id="main" data-events="<c:url value="/events"/>" data-rooms="<c:url value="/chat/"/>">
    <section class="welcome">
      <m:logo/>
      <h1><fmt:message key="rooms.heading"/></h1>
      <p><fmt:message key="about"/></p>
    </section>

    <div class="rooms-columns">
      <section aria-labelledby="rooms-title">
        <h2 id="rooms-title"><fmt:message key="rooms.list"/></h2>
        <m:rooms/>
        <c:if test="${empty rooms}">
          <p id="no-rooms" class="hint"><fmt:message key="rooms.none"/></p>
        </c:if>
      </section>

      <form id="open-room" class="card" action="<c:url value="/chat"/>" method="get">
        <m:field id="room" label="rooms.open" hint="rooms.rule" problem="${requestScope.problem}">
          <input id="room" name="room" required maxlength="200" autocomplete="off" spellcheck="false"
              placeholder="<fmt:message key="rooms.example"/>" aria-describedby="room-hint">
          <button class="button"><fmt:message key="rooms.go"/></button>
        </m:field>
      </form>
    </div>
  </main>
  <m:words keys="unread unreadMany"/>
</m:page>
