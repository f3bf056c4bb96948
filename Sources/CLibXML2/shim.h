#pragma once
// ICU's headers clash with Foundation's own copy, and nothing here needs them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>
#include <libxml/xmlerror.h>

// `xmlFree` is a mutable global, which Swift 6 does not import.
static inline void waymark_xml_free(void *pointer) {
  if (pointer) xmlFree(pointer);
}

static inline void waymark_discard_message(void *context, const char *format, ...) {}

// The generic error functions are variadic, which Swift does not import.
static inline void waymark_silence_generic_errors(void) {
  xmlSetGenericErrorFunc(NULL, waymark_discard_message);
  xmlThrDefSetGenericErrorFunc(NULL, waymark_discard_message);
}
