// A flat C interface to a verilated module with the prefix `Vmodel`, over its VPI: any signal by its name in the
// hierarchy. Compiled together with the module; the names below are all that the library exports.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "Vmodel.h"
#include "verilated.h"
#include "verilated_vpi.h"

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

struct Model {
    VerilatedContext context;
    std::unique_ptr<Vmodel> module;
    std::vector<vpiHandle> signals;
    vpiHandle clock = nullptr;
};

// VPI has no argument for the model: it is the one of the thread's context.
void enter(Model *model) { Verilated::threadContextp(&model->context); }

void drive_clock(Model *model, PLI_INT32 level) {
    s_vpi_value value{};
    value.format = vpiIntVal;
    value.value.integer = level;
    vpi_put_value(model->clock, &value, nullptr, vpiNoDelay);
    model->module->eval();
}

}  // namespace

// Registers without a reset begin with random bits of this seed.
EXPORT Model *model_new(int32_t seed) {
    auto model = std::make_unique<Model>();
    model->context.randReset(2);
    model->context.randSeed(seed);
    enter(model.get());
    // Without a name of its own the module is the first part of names.
    model->module = std::make_unique<Vmodel>(&model->context, "");
    model->clock = vpi_handle_by_name(const_cast<PLI_BYTE8 *>("clk"), nullptr);
    if (model->clock == nullptr) return nullptr;
    model->signals.push_back(model->clock);
    drive_clock(model.get(), 0);
    return model.release();
}

EXPORT void model_free(Model *model) {
    enter(model);
    for (vpiHandle signal : model->signals) vpi_release_handle(signal);
    model->module->final();
    delete model;
}

// A signal, or null where the name is none or that of an array or a scope; it lives as long as the model.
EXPORT vpiHandle model_find(Model *model, const char *name) {
    enter(model);
    vpiHandle signal = vpi_handle_by_name(const_cast<PLI_BYTE8 *>(name), nullptr);
    if (signal == nullptr) return nullptr;
    model->signals.push_back(signal);
    const PLI_INT32 type = vpi_get(vpiType, signal);
    return type == vpiReg || type == vpiNet ? signal : nullptr;
}

EXPORT int32_t model_bits(Model *model, vpiHandle signal) {
    enter(model);
    return vpi_get(vpiSize, signal);
}

// Words of 32 bits, the lowest first.
EXPORT void model_peek(Model *model, vpiHandle signal, uint32_t *words, int32_t count) {
    enter(model);
    s_vpi_value value{};
    value.format = vpiVectorVal;
    vpi_get_value(signal, &value);
    for (int32_t i = 0; i < count; ++i) words[i] = static_cast<uint32_t>(value.value.vector[i].aval);
}

EXPORT void model_poke(Model *model, vpiHandle signal, const uint32_t *words, int32_t count) {
    enter(model);
    std::vector<s_vpi_vecval> bits(count);
    for (int32_t i = 0; i < count; ++i) bits[i].aval = words[i];
    s_vpi_value value{};
    value.format = vpiVectorVal;
    value.value.vector = bits.data();
    vpi_put_value(signal, &value, nullptr, vpiNoDelay);
}

// Brings everything that depends on what was poked up to date, within a cycle.
EXPORT void model_settle(Model *model) {
    enter(model);
    model->module->eval();
}

// The edge at a cycle's end.
EXPORT void model_clock(Model *model) {
    enter(model);
    model->module->eval();
    drive_clock(model, 1);
    drive_clock(model, 0);
}
