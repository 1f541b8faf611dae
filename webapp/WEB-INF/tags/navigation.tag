<%@ tag pageEncoding="UTF-8" body-content="empty" trimDirectiveWhitespaces="true" %>
<%@ tag description="A link to a part of the site; its word is site.part.<name>" %>
<%@ attribute name="path" required="true" %>
<%@ attribute name="name" required="true" %>
<%@ attribute name="current" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<a href="<c:url value="${path}"/>" <c:if test="${name eq pageScope.current}">aria-current="page"</c:if>><fmt:message key="site.part.${name}"/></a>
