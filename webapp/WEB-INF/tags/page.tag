<%@ tag pageEncoding="UTF-8" body-content="scriptless" trimDirectiveWhitespaces="true" %>
<%@ tag description="A whole page: head, header, body, footer" %>
<%@ attribute name="title" required="true" %>
<%@ attribute name="kind" required="true" description="the body's class" %>
<%@ attribute name="style" description="a style sheet below static/, beside the house's own" %>
<%@ attribute name="script" description="a module below static/" %>
<%@ attribute name="current" description="the part of the site: rooms, market, lab, server" %>
<%@ attribute name="footer" type="java.lang.Boolean" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<!DOCTYPE html>
<html lang="<fmt:message key="language"/>" data-theme="<c:out value="${empty requestScope.theme ? 'system' : requestScope.theme}"/>">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
  <meta name="color-scheme" content="${requestScope.theme eq 'light' ? 'light' : requestScope.theme eq 'dark' ? 'dark' : 'light dark'}">
  <meta name="description" content="<fmt:message key="about"/>">
  <title><c:out value="${title}"/></title>
  <link rel="icon" type="image/svg+xml" href="<c:url value="/static/madang.svg"/>">
  <link rel="stylesheet" href="<c:url value="/static/css/tokens.css"/>">
  <link rel="stylesheet" href="<c:url value="/static/css/base.css"/>">
  <link rel="stylesheet" href="<c:url value="/static/css/components.css"/>">
  <c:if test="${not empty pageScope.style}">
    <link rel="stylesheet" href="<c:url value="/static/${pageScope.style}"/>">
  </c:if>
  <script type="module" nonce="${requestScope.nonce}" src="<c:url value="/static/site/main.js"/>"></script>
  <c:if test="${not empty pageScope.script}">
    <script type="module" nonce="${requestScope.nonce}" src="<c:url value="/static/${pageScope.script}"/>"></script>
  </c:if>
</head>
<body class="<c:out value="${kind}"/>">
  <a class="skip" href="#main"><fmt:message key="site.skip"/></a>
  <m:header current="${pageScope.current}"/>
  <jsp:doBody/>
  <c:if test="${pageScope.footer}">
    <footer class="site-footer">
      <p><fmt:message key="footer"/></p>
    </footer>
  </c:if>
</body>
</html>
