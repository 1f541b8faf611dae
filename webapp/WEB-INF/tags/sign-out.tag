<%@ tag pageEncoding="UTF-8" body-content="empty" trimDirectiveWhitespaces="true" %>
<%@ tag description="A button that signs out and leads back" %>
<%@ attribute name="to" required="true" description="the path to come back to" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<form class="sign-out" method="post" action="<c:url value="/logout"/>">
  <input type="hidden" name="to" value="<c:out value="${to}"/>">
  <button class="button"><fmt:message key="login.out"/></button>
</form>
