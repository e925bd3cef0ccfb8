# title: --rm was forgotten, and both are left
# fails: ubuntu-rm centos-rm no-container
# says: should not be there
docker container run ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker container run centos:7 sh -c 'yum update -y curl && curl --version'
answer newer ubuntu
docker container ls -a
