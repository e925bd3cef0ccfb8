# title: a first try without --rm is left
# fails: no-container
# says: should not be there
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker container run centos:7 sh -c 'yum update -y curl && curl --version'
answer newer ubuntu
docker run --rm centos:7 sh -c "yum update -y curl; curl --version"
