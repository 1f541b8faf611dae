<%@ tag pageEncoding="UTF-8" body-content="empty" trimDirectiveWhitespaces="true" %>
<%@ tag description="A number to choose by sliding; its label is lab.<name>, its unit lab.<name>.unit" %>
<%@ attribute name="name" required="true" %>
<%@ attribute name="least" required="true" type="java.lang.Long" %>
<%@ attribute name="most" required="true" type="java.lang.Long" %>
<%@ attribute name="value" required="true" type="java.lang.Long" description="at first; most where it is more than that" %>
<%@ attribute name="step" type="java.lang.Long" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:set var="first" value="${value > most ? most : value}"/>
<div class="slider">
  <label for="${name}"><fmt:message key="lab.${name}"/></label>
  <input id="${name}" name="${name}" type="range" min="${least}" max="${most}" step="${empty pageScope.step ? 1 : pageScope.step}" value="${first}">
  <output for="${name}" data-unit="<fmt:message key="lab.${name}.unit"/>">${first} <fmt:message key="lab.${name}.unit"/></output>
</div>
