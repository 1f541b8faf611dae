<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<fmt:message key="login.title" var="title"/>
<m:page title="${title} · Madang" kind="plain" current="login" footer="true">
  <main id="main" class="login">
    <c:choose>
      <c:when test="${requestScope.account.signedIn}">
        <div class="card">
          <h1><c:out value="${title}"/></h1>
          <p><fmt:message key="login.as"><fmt:param><c:out value="${requestScope.account.name}"/></fmt:param></fmt:message></p>
          <m:sign-out to="${to}"/>
        </div>
      </c:when>
      <c:when test="${isOffered}">
        <form class="card" method="post" action="<c:url value="/login"/>">
          <h1><c:out value="${title}"/></h1>
          <p class="hint"><fmt:message key="login.about"/></p>
          <c:if test="${not empty requestScope.problem}"><p id="problem" class="problem" role="alert"><fmt:message key="${requestScope.problem}"/></p></c:if>
          <input type="hidden" name="to" value="<c:out value="${to}"/>">
          <m:field id="user" label="login.user">
            <input id="user" name="user" required maxlength="64" autocomplete="username" autocapitalize="none" spellcheck="false"
                value="<c:out value="${requestScope.typedUser}"/>" <c:if test="${not empty requestScope.problem}">aria-describedby="problem"</c:if>>
          </m:field>
          <m:field id="password" label="login.password">
            <input id="password" name="password" type="password" required maxlength="256" autocomplete="current-password">
          </m:field>
          <button class="button"><c:out value="${title}"/></button>
        </form>
      </c:when>
      <c:otherwise>
        <div class="card">
          <h1><fmt:message key="login.none.title"/></h1>
          <p><fmt:message key="login.none.text"/></p>
          <p><a class="button" href="<c:url value="/"/>"><fmt:message key="error.home"/></a></p>
        </div>
      </c:otherwise>
    </c:choose>
  </main>
</m:page>
