/* lexbor's own interface, taken from the library that selectolax has loaded.

   Only functions that lexbor exports for callers from other languages (`..._noi`, "not inline"), so
   nothing here knows how its structures lie in memory: whatever version selectolax brings, it
   brings the functions that fit it. Where a name is missing (Windows exports none), lexbor_load
   says so and the tree is read through selectolax. */
#ifndef NEWSCLEAN_LEXBOR_H
#define NEWSCLEAN_LEXBOR_H

#include <stddef.h>
#include <stdint.h>

typedef void Tree;
typedef void Node;
typedef void Attribute;

/* Trees that tell nobody of their changes are made a little faster. */
enum { WITHOUT_EVENTS = 1 };

/* Kinds of nodes, by the DOM standard. */
enum { ELEMENT_NODE = 1, TEXT_NODE = 3, COMMENT_NODE = 8 };

typedef struct {
    Tree *(*create)(void);
    void (*set_options)(Tree *tree, unsigned options);
    unsigned (*parse)(Tree *tree, const unsigned char *page, size_t size);
    Tree *(*destroy)(Tree *tree);
    Node *(*root)(Tree *tree);
    Node *(*body)(Tree *tree);
    Node *(*first_child)(Node *node);
    Node *(*next)(Node *node);
    Node *(*parent)(Node *node);
    unsigned (*type)(Node *node);
    uintptr_t (*tag)(Node *node);
    const unsigned char *(*name)(Node *node, size_t *size);
    unsigned char *(*text)(Node *node, size_t *size);
    Attribute *(*first_attribute)(Node *node);
    Attribute *(*next_attribute)(Attribute *attribute);
    const unsigned char *(*attribute_name)(Attribute *attribute, size_t *size);
    const unsigned char *(*value)(Attribute *attribute, size_t *size);
} Lexbor;

static Lexbor lexbor;

#if defined(__unix__) || defined(__APPLE__)
#include <dlfcn.h>
#include <string.h>

/* Look up all functions in a library that is loaded; 0 where one of them is missing. */
static int lexbor_load(const char *path)
{
    static const struct {
        const char *name;
        size_t offset;
    } wanted[] = {
        {"lxb_html_document_create", offsetof(Lexbor, create)},
        {"lxb_html_document_dom_opt_set_noi", offsetof(Lexbor, set_options)},
        {"lxb_html_document_parse", offsetof(Lexbor, parse)},
        {"lxb_html_document_destroy", offsetof(Lexbor, destroy)},
        {"lxb_dom_document_root", offsetof(Lexbor, root)},
        {"lxb_html_document_body_element_noi", offsetof(Lexbor, body)},
        {"lxb_dom_node_first_child_noi", offsetof(Lexbor, first_child)},
        {"lxb_dom_node_next_noi", offsetof(Lexbor, next)},
        {"lxb_dom_node_parent_noi", offsetof(Lexbor, parent)},
        {"lxb_dom_node_type_noi", offsetof(Lexbor, type)},
        {"lxb_dom_node_tag_id_noi", offsetof(Lexbor, tag)},
        {"lxb_dom_element_qualified_name", offsetof(Lexbor, name)},
        {"lxb_dom_node_text_content", offsetof(Lexbor, text)},
        {"lxb_dom_element_first_attribute_noi", offsetof(Lexbor, first_attribute)},
        {"lxb_dom_element_next_attribute_noi", offsetof(Lexbor, next_attribute)},
        {"lxb_dom_attr_qualified_name", offsetof(Lexbor, attribute_name)},
        {"lxb_dom_attr_value_noi", offsetof(Lexbor, value)},
    };
    void *library = dlopen(path, RTLD_NOW | RTLD_NOLOAD);
    if (!library)
        return 0;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        void *found = dlsym(library, wanted[i].name);
        if (!found)
            return 0;
        memcpy((char *)&lexbor + wanted[i].offset, &found, sizeof found);
    }
    return 1;
}
#else
static int lexbor_load(const char *path)
{
    (void)path;
    return 0;
}
#endif

#endif
