// Begins the declaration of a large array in a function, which is a memory in hardware.
//
// In C simulation the array is static, as a program's stack is small. In synthesis it is not: a channel of a DATAFLOW
// region must not be static, and Ultra RAM could not begin with the zeros of a static one. Nothing may depend on what
// the array held in a call before: simulate once with -DACCEL_LOCAL_MEMORY= and a large stack to see that.
#pragma once

#ifndef ACCEL_LOCAL_MEMORY
#ifdef __SYNTHESIS__
#define ACCEL_LOCAL_MEMORY
#else
#define ACCEL_LOCAL_MEMORY static
#endif
#endif
