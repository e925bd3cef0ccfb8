# title: the Ubuntu container was removed by hand
# fails: ubuntu-rm
# says: removed when it ends (--rm) should be yes; it is no
docker container run --name u14 ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker container run --rm centos:7 sh -c 'yum update -y curl && curl --version'
answer newer ubuntu
docker container ls -a
docker rm u14
