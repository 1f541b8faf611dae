<%@ tag pageEncoding="UTF-8" body-content="empty" trimDirectiveWhitespaces="true" %>
<%@ tag description="A picture beside a word, or in place of one that aria-label says" %>
<%@ attribute name="name" required="true" description="a symbol of static/icons.svg" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<svg class="icon" aria-hidden="true" focusable="false"><use href="<c:url value="/static/icons.svg"/>#${name}"/></svg>
