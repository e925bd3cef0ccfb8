# title: the images were fetched and never run
# fails: ubuntu-version ubuntu-rm centos-version centos-rm newer both-tried no-container
# says: There was never a container
docker pull ubuntu:14.04
docker pull centos:7
