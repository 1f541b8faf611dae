<%@ tag pageEncoding="UTF-8" body-content="empty" trimDirectiveWhitespaces="true" %>
<%@ tag description="The rooms of the request, a link each; scripts add those visited and what is unread" %>
<%@ attribute name="current" description="the topic of the room that is open" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<ul id="rooms" class="room-list">
  <c:forEach var="item" items="${rooms}">
    <li data-topic="<c:out value="${item.topic()}"/>">
      <a href="<c:url value="/chat/${item.path()}"/>" <c:if test="${item.topic() eq pageScope.current}">aria-current="page"</c:if>>
        <bdi class="room-name"><c:out value="${item.name()}"/></bdi>
        <span class="badge" hidden></span>
      </a>
    </li>
  </c:forEach>
</ul>
<template id="room-item">
  <li><a><bdi class="room-name"></bdi> <span class="badge" hidden></span></a></li>
</template>
