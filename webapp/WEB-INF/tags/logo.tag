<%@ tag pageEncoding="UTF-8" body-content="empty" trimDirectiveWhitespaces="true" %>
<%@ tag description="The house around its yard, in the accent colour" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<svg class="logo" aria-hidden="true" focusable="false"><use href="<c:url value="/static/icons.svg"/>#madang"/></svg>
