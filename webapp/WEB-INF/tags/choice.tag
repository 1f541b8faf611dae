<%@ tag pageEncoding="UTF-8" body-content="empty" trimDirectiveWhitespaces="true" %>
<%@ tag description="One preference of the reader, one button for each value; works without JavaScript" %>
<%@ attribute name="field" required="true" description="language or theme" %>
<%@ attribute name="values" required="true" description="with spaces between them" %>
<%@ attribute name="chosen" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<form class="choice" method="post" action="<c:url value="/preferences"/>" data-choice="${field}">
  <input type="hidden" name="to" value="<c:out value="${requestScope.here}"/>">
  <fieldset>
    <legend><fmt:message key="site.${field}"/></legend>
    <div class="segments">
      <c:forTokens var="value" items="${values}" delims=" ">
        <button name="${field}" value="${value}" aria-pressed="${value eq pageScope.chosen}"><fmt:message key="site.${field}.${value}"/></button>
      </c:forTokens>
    </div>
  </fieldset>
</form>
