/* Calls the function that makes a module of the compiled core; see _loading.py. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *
make(PyObject *self, PyObject *capsule)
{
    const char *name = PyCapsule_GetName(capsule);
    if (name == NULL && PyErr_Occurred())
        return NULL;
    void *function = PyCapsule_GetPointer(capsule, name);
    if (function == NULL)
        return NULL;
    return ((PyObject *(*)(void))function)();
}

static PyMethodDef methods[] = {
    {"make", make, METH_O, "The module that a function of the library makes."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "goescape._core", NULL, -1, methods,
};

PyMODINIT_FUNC
PyInit__core(void)
{
    return PyModule_Create(&definition);
}
