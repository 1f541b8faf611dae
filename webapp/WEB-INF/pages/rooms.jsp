<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<fmt:message key="rooms.title" var="title"/>
<m:page title="${title}" kind="rooms" footer="true">
  <main>
    <section class="welcome">
      <h1><fmt:message key="rooms.heading"/></h1>
      <p><fmt:message key="about"/></p>
    </section>

    <form class="card" action="<c:url value="/chat"/>" method="get">
      <label for="room"><fmt:message key="rooms.open"/></label>
      <div class="row">
        <input id="room" name="room" required maxlength="200" autocomplete="off" spellcheck="false"
            placeholder="<fmt:message key="rooms.example"/>" aria-describedby="rule">
        <button><fmt:message key="rooms.go"/></button>
      </div>
      <p id="rule" class="hint"><fmt:message key="rooms.rule"/></p>
      <c:if test="${not empty problem}">
        <p class="problem" role="alert"><fmt:message key="${problem}"/></p>
      </c:if>
    </form>

    <section aria-labelledby="rooms">
      <h2 id="rooms"><fmt:message key="rooms.list"/></h2>
      <c:choose>
        <c:when test="${empty rooms}">
          <p class="hint"><fmt:message key="rooms.none"/></p>
        </c:when>
        <c:otherwise>
          <ul class="rooms">
            <c:forEach var="room" items="${rooms}">
              <li><a href="<c:url value="/chat/${room.path()}"/>"><bdi><c:out value="${room.name()}"/></bdi></a></li>
            </c:forEach>
          </ul>
        </c:otherwise>
      </c:choose>
    </section>
  </main>
</m:page>
