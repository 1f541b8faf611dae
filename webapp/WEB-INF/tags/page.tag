<%@ tag pageEncoding="UTF-8" body-content="scriptless" trimDirectiveWhitespaces="true" %>
<%@ attribute name="title" required="true" %>
<%@ attribute name="kind" required="true" description="names the body's class and the style sheet" %>
<%@ attribute name="script" description="a module below static/" %>
<%@ attribute name="footer" type="java.lang.Boolean" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<!DOCTYPE html>
<html lang="<fmt:message key="language"/>">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
  <meta name="color-scheme" content="light dark">
  <meta name="description" content="<fmt:message key="about"/>">
  <title><c:out value="${title}"/></title>
  <link rel="icon" type="image/svg+xml" href="<c:url value="/static/madang.svg"/>">
  <link rel="stylesheet" href="<c:url value="/static/madang.css"/>">
  <link rel="stylesheet" href="<c:url value="/static/chat/${kind}.css"/>">
  <c:if test="${not empty script}">
    <script type="module" src="<c:url value="/static/${script}"/>"></script>
  </c:if>
</head>
<body class="<c:out value="${kind}"/>">
  <header class="site">
    <a class="home" href="<c:url value="/"/>">
      <img src="<c:url value="/static/madang.svg"/>" alt="" width="28" height="28">
      <span>Madang</span> <span lang="ko">마당</span>
    </a>
  </header>
  <jsp:doBody/>
  <c:if test="${footer}">
    <footer class="site">
      <p><fmt:message key="footer"/></p>
    </footer>
  </c:if>
</body>
</html>
