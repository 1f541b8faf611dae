<%@ page contentType="text/html; charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<%@ taglib prefix="m" tagdir="/WEB-INF/tags" %>
<c:set var="status" value="${requestScope['jakarta.servlet.error.status_code']}"/>
<c:choose>
  <c:when test="${status == 404}"><c:set var="kind" value="notFound"/></c:when>
  <c:when test="${status == 503}"><c:set var="kind" value="away"/></c:when>
  <c:when test="${status >= 500}"><c:set var="kind" value="fault"/></c:when>
  <c:otherwise><c:set var="kind" value="refused"/></c:otherwise>
</c:choose>
<fmt:message key="error.${kind}.title" var="title"/>
<m:page title="${title} · Madang" kind="plain" footer="true">
  <main id="main" class="error-page">
    <p class="error-status" aria-hidden="true"><c:out value="${status}"/></p>
    <h1><c:out value="${title}"/></h1>
    <p><fmt:message key="error.${kind}.text"/></p>
    <p><a class="button" href="<c:url value="/"/>"><fmt:message key="error.home"/></a></p>
  </main>
</m:page>
