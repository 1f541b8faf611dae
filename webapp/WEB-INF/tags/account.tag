<%@ tag pageEncoding="UTF-8" body-content="empty" trimDirectiveWhitespaces="true" %>
<%@ tag description="Who looks at the page, with a way out; or a way in, where there is one" %>
<%@ attribute name="current" description="login on that very page" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<c:set var="name" value="${requestScope.account.name}"/>
<c:choose>
  <c:when test="${not empty pageScope.name}">
    <fmt:message key="login.as" var="signedInAs"><fmt:param value="${name}"/></fmt:message>
    <button id="account-button" class="button quiet account" type="button" popovertarget="account"
        aria-label="<c:out value="${signedInAs}"/>"><m:icon name="person"/><bdi class="account-name"><c:out value="${name}"/></bdi></button>
    <div id="account" class="menu" popover>
      <p><bdi><c:out value="${signedInAs}"/></bdi></p>
      <c:if test="${requestScope.account.signedIn}"><m:sign-out to="${requestScope.here}"/></c:if>
    </div>
  </c:when>
  <c:when test="${pageScope.current ne 'login' and requestScope.account.offered}">
    <c:url var="login" value="/login"><c:param name="to" value="${requestScope.here}"/></c:url>
    <a class="button quiet account" href="<c:out value="${login}"/>" aria-label="<fmt:message key="login.title"/>"><m:icon name="person"/><span class="account-name"><fmt:message key="login.title"/></span></a>
  </c:when>
</c:choose>
