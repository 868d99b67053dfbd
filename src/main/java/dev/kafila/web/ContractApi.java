package dev.kafila.web;

/** The contract itself. */
public final class ContractApi {
  private final Contract contract;

  public ContractApi(Contract contract) {
    this.contract = contract;
  }

  public ApiAnswer yaml(ApiRequest request) {
    return ApiAnswer.text("application/yaml", contract.yaml());
  }

  public ApiAnswer json(ApiRequest request) {
    return ApiAnswer.text("application/json", contract.json());
  }
}
