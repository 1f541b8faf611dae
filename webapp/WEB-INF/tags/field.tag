<%@ tag pageEncoding="UTF-8" body-content="scriptless" trimDirectiveWhitespaces="true" %>
<%@ tag description="A label, what is to be filled in (the body), a hint, and what was wrong" %>
<%@ attribute name="id" required="true" description="of the input in the body; its hint has the id <id>-hint" %>
<%@ attribute name="label" required="true" description="key of the label" %>
<%@ attribute name="hint" description="key of the hint" %>
<%@ attribute name="problem" description="key of what was wrong" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<div class="field">
  <label for="${id}"><fmt:message key="${label}"/></label>
  <div class="field-row"><jsp:doBody/></div>
  <c:if test="${not empty pageScope.hint}"><p id="${id}-hint" class="hint"><fmt:message key="${pageScope.hint}"/></p></c:if>
  <c:if test="${not empty pageScope.problem}"><p class="problem" role="alert"><fmt:message key="${pageScope.problem}"/></p></c:if>
</div>
