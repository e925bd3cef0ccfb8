# title: the curl of the machine itself was asked
# fails: ubuntu-version ubuntu-rm centos-version centos-rm newer both-tried no-container
# says: There was never a container
curl --version
